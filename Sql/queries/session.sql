-- How every session of the tool works: its schema first, unambiguous days, UTC, and no surprise from the server's
-- settings. Values of parameters stay out of the server's log.
SET search_path = yurai, public;
SET datestyle = 'ISO, YMD';
SET timezone = 'UTC';
SET standard_conforming_strings = on;
SET client_min_messages = warning;
