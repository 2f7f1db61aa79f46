SELECT sum(customers)::bigint, sum(events)::bigint FROM adoption WHERE leaf_index = :leaf::bigint
