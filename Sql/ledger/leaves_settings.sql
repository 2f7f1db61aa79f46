-- The workers sort, each its share.
SET LOCAL enable_gathermerge = on;
