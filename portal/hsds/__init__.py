"""Public services as Open Referral HSDS 3.1 tells them, and back again.

Pure functions over what is public: no database, no request. `opened` is the record as
anybody may read it on a day; `writing` says it in the standard's words for readers of
one language; `reading` takes it back, exactly. Why as it is: docs/decisions/0021.
"""
