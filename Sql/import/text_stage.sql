-- Rows of a small file as text, column by column in the order of the profile.
CREATE TEMPORARY TABLE stage_text (
  line integer NOT NULL, weight integer NOT NULL, c1 text, c2 text, c3 text, c4 text, c5 text, c6 text, c7 text, c8 text,
  c9 text, c10 text, c11 text, c12 text, c13 text, c14 text
) ON COMMIT DROP;
