-- Before a fresh load is judged after all: the facts go, the records stay until it is known which remain.
TRUNCATE customer;
