insert into contact(id,email) values(1,:e) on conflict(id) do update set email=excluded.email, note=excluded.note where contact.id > 0 returning *
insert into contact(id,phone) values(1,:p) on conflict(id) do nothing
insert into contact as k (id,email,note) values(:i,:e,:n) on conflict(id) do update set email = :p, note = k.note || 'x'
update contact set (note,email)=(:n,:e) where phone = :p
update contact as t set note = o.status from orders o where o.contact_id = t.id and t.email = :e
delete from contact where email = :e returning id, ssn
delete from contact using orders o where o.contact_id = contact.id and contact.email = :e
with gone as (delete from contact where email = :e returning id, email) select id, email from gone
with made as (insert into contact(id, email) values (30, :e) returning *) select made.email from made
select c.id, x.t from contact c cross join lateral (select o.total as t from orders o where o.contact_id = c.id) x where c.email = :e
select distinct on (c.id) c.id, c.email from contact c join orders o on o.contact_id = c.id
select id, email from contact union all select id, email from contact
select cast(:n as text), id from contact where email = cast(:e as text)
select id from contact where email = :e::text
select id, email from contact where id = any (array[1, 2]) and email is not null
select c.id from contact c where exists (select 1 from orders o where o.contact_id = c.id and o.email = :n) and c.email = :e
select id, row_number() over (order by id) from contact where email = :e
select coalesce(note, 'x'), email from contact order by 1 limit 2
select id from only contact where email = :e for update
insert into prospect(id, email, name) select id + 50, email, name from prospect where email = :e
select mail from v_contact where id = :i
select id from contact c full join prospect p using (id) where c.email = :e
select id, email from (table contact) c where id > 1
table contact
select x.a, x.b from (select id, email from contact union all select id, email from contact where id > 1) x(a, b) where x.b in (:e, :f) and x.a > 0
insert into patient(id, last_name, born, town) values(1, :l, :b, :t) on conflict(id) do update set last_name = excluded.last_name, born = excluded.born, town = excluded.town
insert into patient(id, last_name, born, town) values(24, :l, :b, :t) on conflict(last_name, born) do nothing
insert into patient(id, last_name, born) values(24, :l, :b) on conflict(last_name, born) do update set note = 'y' where patient.id > 0
insert into patient as k (id, last_name, born, town) values(1, :l, :b, :t), (2, :m, null, :u) on conflict(id) do update set last_name = null, note = k.note || 'x' returning id, town
with gone(i) as (select id from patient where last_name = :l and born = :b) delete from audit where id in (select i from gone)
with gone as (delete from patient where last_name = :l and born = :b returning id, town) select g.id, g.town from gone g
update patient p set note = o.status from orders o where o.contact_id = p.id and p.last_name = :l and p.born = :b returning p.id, p.born
select c.i, x.m from orders o cross join lateral (select v.mail as m from v_contact v where v.id = o.contact_id) x cross join (values (1), (2)) c(i)
insert into contact(id, email, note) select 40, :e, :n where not exists (select 1 from contact where email = :new_e)
select id, email from only (contact) where email = :e
update contact set phone = coalesce(:none, phone), email = coalesce(:e, email)
insert into contact(id, email) values(:i, :none) on conflict(id) do update set email = coalesce(excluded.email, contact.email), phone = coalesce(:p, excluded.phone)
select owner_id, note, count(email) from contact where email = :e group by grouping sets ((owner_id), (note, 1), ())
select note, count(*) from contact group by rollup (1), cube (owner_id)
select percentile_disc(0.5) within group (order by id) from contact where email = :e
merge into contact c using orders o on c.id = o.contact_id and o.id < 3 when matched and c.email = :e then update set email = :e2, note = o.status when not matched then insert (id, email) values (o.contact_id + 60, :e)
merge into contact c using prospect p on p.email = c.email when matched then update set note = p.name when not matched then do nothing
merge into patient p using (select 70 as id) s on p.id = s.id when not matched then insert (id, last_name, born, town) values (s.id, :new_l, :b, :t) when matched then delete
