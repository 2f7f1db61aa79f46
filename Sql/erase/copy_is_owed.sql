-- Whether the case promised a copy of the data that was not sent yet: after the erasure there is nothing left to copy.
SELECT EXISTS (
  SELECT FROM inquiry_due u
   WHERE u.case_no = :case AND u.what = 'promise' AND u.rule_id = 'disclosure'
     AND NOT EXISTS (SELECT FROM inquiry_event e
                      WHERE e.case_no = u.case_no AND e.kind = 'fulfilled' AND e.ask = u.rule_id))
