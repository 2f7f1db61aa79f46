-- Records that were judged and committed to: what a run's tree counts, for a check, which builds none.
SELECT count(*) FROM audit_verdict JOIN record_salt USING (customer_key)
