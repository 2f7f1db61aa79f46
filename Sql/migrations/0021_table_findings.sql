-- An audit names a table too: when its columns were put back, or rows of no batch were written past the imports.
COMMENT ON COLUMN audit_row_changed.subject_kind IS 'customer, order, event, record, tile, batch, table, letter, adoption or database.';
COMMENT ON COLUMN finding.subject_kind IS 'customer, field, order, event, tenancy, batch, minute, provision, settlement, shipment or line; of row-changed what audit_row_changed names.';
