select id from contact where (email = :e) or id = :i
select id from contact where email is not null and ssn is null
select count(email) from contact
insert or replace into contact(id,email,phone) values(:i,:e,:p) returning id, email
insert into contact(id,email) values(1,:e) on conflict(id) do update set email=excluded.email, note=excluded.note where contact.id > 0 returning *
insert into contact(id,phone) values(1,:p) on conflict(id) do nothing
insert into contact as k (id,email,note) values(:i,:e,:n) on conflict(id) do update set email = :p, note = k.note || 'x'
update contact set (note,email)=(:n,:e) where phone = :p
update contact set email = null, ssn = :n where email = :e
update contact as t set note = o.status from orders o where o.contact_id = t.id and t.email = :e
delete from contact where email = :e returning id, ssn
select email from contact where id = :i union all select email from contact where id = 2
select id from contact where email = :e union select contact_id from orders where email = :n
select email as e, id from contact order by id desc limit 2
select case when email = :e then 1 else 0 end, id from contact
select c.*, o.email from contact c, orders o where o.contact_id = c.id and o.email = :e
select * from main.contact where main.contact.email = :e
select [id], `email` from [contact] where "email" = :e
select mail, id from v_contact where note = :n
select row_number() over (order by id), email from contact where email = :e
insert into audit(id,msg) select id + 10, note from contact where email = :e
insert into contact(id,email,ssn) select id + 10, email, ssn from contact where id = :i
replace into vault(id, token, label) values(:i, :e, :n)
select v.token, c.email from vault v join contact c on v.owner_id = c.id where c.phone in (:p, :e)
select id from contact where email not in (:e) and phone is not null
select a.id, b.id from contact a, contact b where a.phone = b.phone and a.id < b.id
select id, note from contact group by id, note having count(*) filter (where email = :e) > 0
select 1 from orders where email = :e and status like :n
select coalesce(note, 'x'), upper(created) from contact where cast(:e as text) = email
update contact set email = :e, email = email where id = 2
select x.a, x.b from (select id a, email b from contact union all select id, email from contact where id > 1) x where x.b in (:e, :f) and x.a > 0
insert into patient(id, last_name, born, town) values(1, :l, :b, :t) on conflict(id) do update set last_name = excluded.last_name, born = excluded.born, town = excluded.town
insert into patient(id, last_name, born, town) values(24, :l, :b, :t) on conflict(last_name, born) do nothing
insert into patient(id, last_name, born) values(24, :l, :b) on conflict(last_name, born) do update set note = excluded.id where patient.id > 0
insert into patient as k (id, last_name, born, town) values(1, :l, :b, :t), (2, :m, null, :u) on conflict(id) do update set last_name = null, note = k.note || 'x' returning id, town
with gone(i) as (select id from patient where last_name = :l and born = :b) delete from audit where id in (select i from gone)
insert or replace into patient(id, last_name, born, town) values(:i, :l, :b, :t)
insert or ignore into patient(id, last_name, born, town) values(:i, :l, :b, :t), (25, :l, :d, null) returning *
insert into contact(id, email, note) select 40, :e, :n where not exists (select 1 from contact where email = :new_e)
update contact set phone = ifnull(:none, phone), email = coalesce(:e, email)
insert into contact(id, email) values(:i, :none) on conflict(id) do update set email = coalesce(excluded.email, contact.email), phone = coalesce(:p, excluded.phone)
