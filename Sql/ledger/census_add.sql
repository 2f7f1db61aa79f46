INSERT INTO run_census (run_id, mall_id, merchant_id, collected_year, verdict, records)
SELECT :run::integer, o.mall, o.merchant, o.year, o.verdict::verdict, o.records
  FROM unnest(:malls::text[], :merchants::text[], :years::integer[], :verdicts::text[], :records::bigint[])
       AS o (mall, merchant, year, verdict, records)
