-- Lines of the file that no mapped row accounts for.
SELECT line FROM source
EXCEPT
SELECT unnest(lines) FROM mapped
 ORDER BY 1
