-- The leaves of letters, in the order given.
SELECT json_build_object('kind', 'answer', 'at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                         'case', l.case_no, 'letter', l.letter_id, 'stage', l.stage, 'letter_kind', l.kind, 'language', l.language,
                         'commitment', s.commitment)::text
  FROM unnest(:letters::bigint[], :commitments::text[]) WITH ORDINALITY AS s (letter_id, commitment, ordinal)
  JOIN letter l USING (letter_id)
 ORDER BY s.ordinal
