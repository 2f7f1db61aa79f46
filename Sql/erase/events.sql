SELECT events FROM erasure WHERE leaf_no = :leaf_no::bigint
