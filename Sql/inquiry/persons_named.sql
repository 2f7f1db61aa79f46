-- How often it was said in a case who the person is.
SELECT count(*)::integer FROM inquiry_event WHERE case_no = :case AND kind = 'person'
