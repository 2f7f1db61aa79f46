-- The kind and the day of a provision's events are those of the provision, whichever file came first.
UPDATE collection_event e
   SET kind = CASE p.basis WHEN 'succession' THEN 'succession' WHEN 'joint_use' THEN 'joint_use' ELSE 'provision' END::event_kind,
       occurred_at = p.received_on::timestamp AT TIME ZONE b.timezone
  FROM provision p JOIN batch b USING (batch_id)
 WHERE e.kind <> 'order' AND e.kind >= 'provision' AND e.source_id = p.provision_id
   AND (e.kind, e.occurred_at) IS DISTINCT FROM
       (CASE p.basis WHEN 'succession' THEN 'succession' WHEN 'joint_use' THEN 'joint_use' ELSE 'provision' END::event_kind,
        p.received_on::timestamp AT TIME ZONE b.timezone)
