-- Whether the same exception, word for word, covers the record as it is.
SELECT EXISTS (SELECT FROM standing_exception
                WHERE customer_key = :customer_key::bigint AND verdict = :verdict::verdict
                  AND approver = :approver AND reason = :reason AND evidence = :evidence)
