-- After files were added to what is searched.
ANALYZE search_key;
