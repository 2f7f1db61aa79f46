-- Fails loudly if 0010_mall_time does not hold what it promises: summer time and offsets of half hours are seen.
DO $$
BEGIN
  IF mall_time('2006-05-02T15:05:00Z', 'Asia/Tokyo') IS DISTINCT FROM '2006-05-03T00:05:00+09:00'
    OR mall_time('2017-10-15T23:30:00Z', 'America/Sao_Paulo') IS DISTINCT FROM '2017-10-15T21:30:00-02:00'
    OR mall_time('2017-07-01T01:30:00.25Z', 'America/Sao_Paulo') IS DISTINCT FROM '2017-06-30T22:30:00.250000-03:00'
    OR mall_time('2017-07-01T00:00:00Z', 'America/St_Johns') IS DISTINCT FROM '2017-06-30T21:30:00-02:30'
    OR mall_time('2017-07-01T00:00:00Z', 'UTC') IS DISTINCT FROM '2017-07-01T00:00:00+00:00'
    OR mall_time(NULL, 'UTC') IS NOT NULL
  THEN
    RAISE EXCEPTION 'mall_time does not show what the clocks of a zone showed';
  END IF;
END $$;
