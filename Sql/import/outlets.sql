-- The pairs of mall and merchant that have a number.
SELECT outlet_no, mall_id, merchant_id FROM outlet
