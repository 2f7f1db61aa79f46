-- Whether any order names further recipients.
SELECT EXISTS (SELECT FROM further_recipient)
