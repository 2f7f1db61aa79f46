-- Whether what was promised in a case is done.
SELECT EXISTS (SELECT FROM inquiry_event WHERE case_no = :case AND kind = 'fulfilled' AND ask = :ask)
