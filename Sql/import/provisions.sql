-- Provisions: known by their id.
CREATE TEMPORARY TABLE stage_row ON COMMIT DROP AS
SELECT line, weight,
       c1 AS provision_id,
       c2::provision_basis AS basis,
       c3::date AS received_on,
       c4 AS provider_name,
       c5 AS provider_address,
       c6 AS provider_representative,
       c7 AS acquisition_source,
       c8 AS acquisition_mode,
       c9 AS confirmation_method,
       c10 AS consent_ref,
       c11 AS ppc_filing_no,
       c12 AS items,
       c13 AS evidence_ref
  FROM stage_text;

CREATE TEMPORARY TABLE stage_judged ON COMMIT DROP AS
SELECT s.line, s.weight, s.first_line, h.batch_id AS held_batch, h.line AS held_line,
       CASE
         WHEN s.copy > 1 AND s.same THEN 'unchanged'
         WHEN s.copy > 1 THEN 'duplicate'
         WHEN h.batch_id IS NULL THEN 'accepted'
         WHEN (h.provision_id, h.basis, h.received_on, h.provider_name, h.provider_address,
             h.provider_representative, h.acquisition_source, h.acquisition_mode, h.confirmation_method,
             h.consent_ref, h.ppc_filing_no, h.items, h.evidence_ref)
              IS NOT DISTINCT FROM
              (s.provision_id, s.basis, s.received_on, s.provider_name, s.provider_address,
                  s.provider_representative, s.acquisition_source, s.acquisition_mode, s.confirmation_method,
                  s.consent_ref, s.ppc_filing_no, s.items, s.evidence_ref) THEN 'unchanged'
         ELSE 'replaced'
       END AS class
  FROM (SELECT r.*, row_number() OVER w AS copy, first_value(line) OVER w AS first_line,
               first_value(ROW(r.provision_id, r.basis, r.received_on, r.provider_name, r.provider_address,
                   r.provider_representative, r.acquisition_source, r.acquisition_mode, r.confirmation_method,
                   r.consent_ref, r.ppc_filing_no, r.items, r.evidence_ref)::text) OVER w
                 = ROW(r.provision_id, r.basis, r.received_on, r.provider_name, r.provider_address,
                     r.provider_representative, r.acquisition_source, r.acquisition_mode, r.confirmation_method,
                     r.consent_ref, r.ppc_filing_no, r.items, r.evidence_ref)::text AS same
          FROM stage_row r WINDOW w AS (PARTITION BY provision_id ORDER BY line)) s
  LEFT JOIN provision h USING (provision_id);

INSERT INTO reject (batch_id, line, column_name, reason, detail)
SELECT :batch::integer, j.line, 'provision_id', 'duplicate', 'line ' || j.first_line
       || ' gives the same one with other content'
  FROM stage_judged j WHERE j.class = 'duplicate';

INSERT INTO supersession (batch_id, line, by_batch_id, by_line, subject)
SELECT j.held_batch, j.held_line, :batch::integer, j.line, 'provision' FROM stage_judged j WHERE j.class = 'replaced';

INSERT INTO provision (provision_id, basis, received_on, provider_name, provider_address, provider_representative,
    acquisition_source, acquisition_mode, confirmation_method, consent_ref, ppc_filing_no, items, evidence_ref,
    batch_id, line)
SELECT s.provision_id, s.basis, s.received_on, s.provider_name, s.provider_address, s.provider_representative,
    s.acquisition_source, s.acquisition_mode, s.confirmation_method, s.consent_ref, s.ppc_filing_no, s.items,
    s.evidence_ref, :batch::integer, s.line
  FROM stage_row s JOIN stage_judged j USING (line)
 WHERE j.class IN ('accepted', 'replaced')
    ON CONFLICT (provision_id) DO UPDATE
   SET (basis, received_on, provider_name, provider_address, provider_representative, acquisition_source,
       acquisition_mode, confirmation_method, consent_ref, ppc_filing_no, items, evidence_ref, batch_id, line)
     = (excluded.basis, excluded.received_on, excluded.provider_name, excluded.provider_address,
         excluded.provider_representative, excluded.acquisition_source, excluded.acquisition_mode,
         excluded.confirmation_method, excluded.consent_ref, excluded.ppc_filing_no, excluded.items,
         excluded.evidence_ref, excluded.batch_id, excluded.line);
