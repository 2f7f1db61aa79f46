-- The further destinations of orders, which no key is held of: JSON arrays, as their mapping made them.
SELECT other_recipients FROM collection_record WHERE other_recipients IS NOT NULL
