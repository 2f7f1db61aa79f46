-- A payment that stood behind two people's orders proves neither, also when one of the two is erased later: what is known of it
-- outlives the order that showed it.
CREATE TABLE evidence_erased (
  evidence     text   NOT NULL CHECK (evidence IN ('settlement', 'shipment')),
  evidence_key bigint NOT NULL,
  PRIMARY KEY (evidence_key, evidence)
);
COMMENT ON TABLE evidence_erased IS 'Settlements and parcels that stood behind another customer''s order too, which was erased. Gone with the last order that has the number.';
COMMENT ON COLUMN evidence_erased.evidence IS 'settlement or shipment.';
COMMENT ON COLUMN evidence_erased.evidence_key IS 'Keyed hash of mall and number.';
