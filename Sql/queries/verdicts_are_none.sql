-- Whether no verdict is remembered yet.
SELECT NOT EXISTS (SELECT FROM customer_verdict)
