-- Orders that took the place of one of somebody else on another day: a number that was given out again is no correction.
SELECT count(*) FROM stage_judged WHERE class = 'replaced' AND takes_number
