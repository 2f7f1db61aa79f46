COPY further_recipient (batch_id, line, place, name_key, kana_key, phone_key, postal_key, address_key) FROM STDIN (FORMAT binary)
