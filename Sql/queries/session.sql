-- How every session of the tool works: its schema first, unambiguous days, UTC, and no surprise from the server's
-- settings. Values of parameters stay out of the server's log where a
-- statement fails; what is logged beside that is for the server's owner to say (Docs/operations.md).
SET search_path = yurai, public;
SET datestyle = 'ISO, YMD';
SET timezone = 'UTC';
SET standard_conforming_strings = on;
-- A table's owner could have a function of his run for whoever reads it. Where one has, reading is refused.
SET row_security = off;
SET client_min_messages = warning;
SET log_parameter_max_length_on_error = 0;
