-- Days are the mall's, and so are times where they are shown: PostgreSQL knows what the mall's clocks said.
CREATE FUNCTION mall_time(moment timestamptz, zone text) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$
  SELECT to_char(moment AT TIME ZONE 'UTC' + make_interval(mins => o.minutes),
                 CASE WHEN date_part('microseconds', moment)::bigint % 1000000 = 0 THEN 'YYYY-MM-DD"T"HH24:MI:SS'
                      ELSE 'YYYY-MM-DD"T"HH24:MI:SS.US' END)
           || CASE WHEN o.minutes < 0 THEN '-' ELSE '+' END
           || to_char(make_interval(mins => abs(o.minutes)), 'HH24:MI')
    FROM (SELECT (extract(epoch FROM (moment AT TIME ZONE zone) - (moment AT TIME ZONE 'UTC')) / 60)::integer AS minutes) o
$$;
COMMENT ON FUNCTION mall_time(timestamptz, text) IS 'An instant as the clocks of an IANA zone showed it, with their offset from UTC in whole minutes: 2017-10-15T21:30:00-02:00.';
