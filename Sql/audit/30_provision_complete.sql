-- Which provisions have a complete record? Only those place and prove what they brought (APPI Art. 30(3),
-- Enforcement Rule 24; for succession and joint use Art. 27(5)). The items are those of provision_missing(); they are named
-- for the finding.
DROP TABLE IF EXISTS audit_provision;
CREATE UNLOGGED TABLE audit_provision AS
SELECT p.provision_id, p.basis, p.received_on,
       p.basis IN ('purchase', 'opt_out')
         OR EXISTS (SELECT FROM batch b WHERE b.batch_id = p.batch_id AND b.origin = 'purchased') AS bought,
       provision_missing(p, :today::date) AS missing
  FROM provision p;
ANALYZE audit_provision;
COMMENT ON TABLE audit_provision IS 'Stage 30 of the last audit: provisions and what their records lack.';
