-- The malls in which records of a run were first collected, by their last name.
SELECT c.mall_id, coalesce((SELECT n.name FROM mall_name n WHERE n.mall_id = c.mall_id
                             ORDER BY n.valid_from DESC LIMIT 1), c.mall_id) AS name
  FROM (SELECT DISTINCT mall_id FROM run_census WHERE run_id = :run::integer AND mall_id <> '') c
 ORDER BY c.mall_id COLLATE "C"
