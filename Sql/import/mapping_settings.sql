-- What the session of a mapping needs: a small sample tells the planner enough of lines that one query reads once. The usual one
-- took a seventh of a mapped file's time, since the lines are wide.
SET default_statistics_target = 10;
