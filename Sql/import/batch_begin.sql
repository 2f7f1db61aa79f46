-- Opens the batch of one file; its counts follow when it is loaded.
INSERT INTO batch (file_name, sha256, bytes, profile, encoding, timezone, mall_id, merchant_id, supplied_by, origin, part_of)
VALUES (:file_name, :sha256::bytea, :bytes::bigint, :profile, :encoding, :timezone, :mall, :merchant, :supplied_by,
        :origin::batch_origin, :part_of::integer)
RETURNING batch_id
