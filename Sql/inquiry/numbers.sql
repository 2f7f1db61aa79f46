-- As many numbers of inquiries as are wanted.
SELECT nextval('inquiry_number') FROM generate_series(1, :count::integer)
