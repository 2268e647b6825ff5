select id from contact where email = :e
select id, email, phone from contact c where :e = c.email and note = :n
select * from contact where email in (:e, :p) order by id
select id from contact where not email = :e and phone <> :p
select id from contact where (id, email) = (:i, :e)
select count(*), max(id) from contact where email = :e group by note having count(*) > 0
insert into contact(id,email,note) values(20,:e,:n)
insert into contact(id,email) values(7,:e),(8,null),(9,:p)
insert into contact(id,email) values(1,:e) on conflict(id) do update set email=excluded.email, note=excluded.note where contact.id > 0 returning *
insert into contact(id,phone) values(1,:p) on conflict(id) do nothing
insert into contact as k (id,email,note) values(:i,:e,:n) on conflict(id) do update set email = :p, note = k.note || 'x'
update contact set email = :e, phone = :p where id = 1
update contact set (note,email)=(:n,:e) where phone = :p
update contact as t set note = o.status from orders o where o.contact_id = t.id and t.email = :e
update orders set email = :e where contact_id in (select id from contact where email = :e2)
delete from contact where email = :e returning id, ssn
delete from contact using orders o where o.contact_id = contact.id and contact.email = :e
delete from prospect where exists (select 1 from contact c where c.email = prospect.email)
select (select email from contact c where c.id = o.contact_id) from orders o
select x.id, x.email from (select id, email, phone from contact where phone = :p) x where x.id > 0
select c.id, p.id from contact c join prospect p on c.email = p.email
select c.email, o.total from contact c left join orders o on o.contact_id = c.id where c.email = :e
select * from contact join audit using (id)
select * from contact c natural join audit a
with c as (select id, phone as x from contact) select x from c where x = :p
with recursive r(n, e) as (select 1, email from contact union all select n + 1, e from r where n < 3) select n, e from r
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
select id from contact where email in (select email from prospect where id > 0)
select c.id from contact c where c.email not in (select p.email from prospect p where p.email is not null)
select id from contact where (id, email) in ((1, :e), (2, :e))
select x.id from (select id, email, note from contact) x where x.email = :e
select x.id, o.total from (select id, email as mail from contact c) x join orders o on o.contact_id = x.id where mail = :e
with c as (select id, email from contact) select c.id, p.id from c join prospect p on p.email = c.email
with c as (select id as i, email, note from contact where id > 0) select i, note from c where c.email in (:e, :p) and i > 0
select x.id from (select * from contact) x where x.email = :e
select id from orders o where exists (select 1 from (select id, email from contact) x where x.email = :e and x.id = o.contact_id)
delete from orders where contact_id in (select x.id from (select id, email from contact) x where x.email <> :e)
select id, email from (table contact) c where id > 1
table contact
select v.id, v.mail from v_contact v join orders o on o.contact_id = v.id where v.mail = :e
select x.a, x.b from (select id, email from contact union all select id, email from contact where id > 1) x(a, b) where x.b in (:e, :f) and x.a > 0
select x.id, x.email, x.n from (select id, email, note n from contact group by id, note) x where x.email <> :e
with c as (select * from contact) select c.email from c where c.email = :e or c.id = :i
select c.id, c.email, count(o.id) n from contact c join orders o on o.contact_id = c.id group by c.id, c.email having count(o.id) > 0
select distinct c.id, c.email, c.phone from contact c join orders o on o.contact_id = c.id where o.total > :t
select id from patient where last_name = :l and born = :b
select id, last_name, town from patient where :b = born and (last_name = :l) and town = :t order by id
select * from patient where last_name = :l and born = :b and id > 0
select p.id, o.total from patient p join orders o on o.contact_id = p.id where p.last_name = :l and p.born = :b and o.total > 0
select count(*) from patient where last_name = :l and born = :b or id = :i
select id from orders where exists (select 1 from patient p where p.last_name = :l and p.born = :b and p.id = contact_id)
select x.id, x.last_name from (select id, last_name, born from patient where last_name = :l and born = :b) x where x.id > 0
with p as (select id, born from patient where (last_name, born) = (:l, :b)) select p.id, c.email from p join contact c on c.id = p.id
insert into patient(id, last_name, born, town) values(24, :new_l, :b, :t)
insert into patient(id, born, last_name) values(20, :b, :new_l), (21, null, :m), (22, :new_b, :l)
insert into patient(id, last_name, note) values(23, :l, :n)
insert into patient(id, last_name, born, town) select id + 30, last_name, null, town from patient where note = :n
insert into patient(id, town, born, last_name, note) select id + 30, town, born, last_name, 'x' from patient where id > 8
update patient set town = :t, born = :b, last_name = :l where id = 1
update patient set last_name = null where last_name = :l and born = :b
update patient set born = null, town = :t, note = :n where id = :i
update patient set note = :n where last_name = :l and born = :b
delete from patient where last_name = :l and born = :b and town = :t
delete from orders where contact_id in (select id from patient where last_name = :l and born = :b)
select id, last_name, count(*) from patient where last_name = :l and born = :b group by id, last_name
select distinct id, town from patient where born is not null
select v.id, v.name, o.status from v_patient v join orders o on o.contact_id = v.id where v.name is not null
select id from v_contact where mail <> :e or id = :i
select x.m, x.n from (select id, email m, note n from contact group by id, email, note) x where x.m in (:e, :f) and x.n = :n
select x.id from (select id, email as m from contact union all select id, email from contact) x where x.m = :e and x.id > 0
with c(i, m) as (select id, email from contact) select c.i, o.total from c join orders o on o.contact_id = c.i where c.m = :e
with c(i, m) as (select id, mail from v_contact) select i from c where m not in (:e, :f)
select id, note from (select distinct id, note, email from contact) x where x.email = :e
select c.id, c.phone, count(*) from contact c group by c.id, c.phone, c.email
insert into contact(id, email, phone, ssn, note) values(30, :e, :p, :s, :n), (31, :e2, null, :s2, :n), (32, null, :p2, null, 'x')
insert into patient(id, last_name, born, town) values(1, :l, :b, :t) on conflict(id) do update set last_name = excluded.last_name, born = excluded.born, town = excluded.town
insert into patient(id, last_name, born, town) values(24, :l, :b, :t) on conflict(last_name, born) do nothing
insert into patient(id, last_name, born) values(24, :l, :b) on conflict(last_name, born) do update set note = 'y' where patient.id > 0
insert into patient as k (id, last_name, born, town) values(1, :l, :b, :t), (2, :m, null, :u) on conflict(id) do update set last_name = null, note = k.note || 'x' returning id, town
with gone(i) as (select id from patient where last_name = :l and born = :b) delete from audit where id in (select i from gone)
with gone as (delete from patient where last_name = :l and born = :b returning id, town) select g.id, g.town from gone g
update patient p set note = o.status from orders o where o.contact_id = p.id and p.last_name = :l and p.born = :b returning p.id, p.born
select c.i, x.m from orders o cross join lateral (select v.mail as m from v_contact v where v.id = o.contact_id) x cross join (values (1), (2)) c(i)
select id from v_contact where mail <> :new_e
select id from v_contact where not (mail = :new_e) and id > 0
select id, mail = :new_e as hit from v_contact where note is not null
select id from v_contact where not (mail in (:e, :none) or id = 3)
select x.id from (select id, email m from contact group by id, email) x where x.m <> :new_e or x.m not in (:none)
select v.id, p.name from v_contact v join prospect p on v.mail = p.email where p.id > :o
select p.id, v.note from prospect p left join v_contact v on p.email = v.mail
select v.id, w.id from v_contact v join v_contact w on v.mail = w.mail and v.id < w.id
select id from v_contact where mail in (select email from prospect where id > 0) or id = :i
select p.id from prospect p where exists (select 1 from v_contact v where v.mail = p.email) and p.email <> :e
select x.id, p.id from (select id, email as m from contact group by id, email) x, prospect p where p.email = m
select x.id, v.id from (select id, email from contact where id > 0) x join v_contact v on v.mail = x.email
select c.id, p.id, v.note from contact c join prospect p on c.email = p.email join v_contact v on v.id = c.id where v.mail = :e
select id, email from contact where note = :n union select id, email from contact where id > :i
select id, phone, ssn from contact intersect select id, phone, ssn from contact where note is not null order by 1
select c.id, c.email from contact c except select k.id, k.email from contact k where k.email = :e
select id, last_name from patient where last_name = :l and born = :b union select id, last_name from patient
insert into contact(id, email, note) select 40, :e, :n where not exists (select 1 from contact where email = :new_e)
insert into patient(id, last_name, born, town) select o.id + 50, :new_l, :b, :t from orders o where o.id = 1
select id, email from only (contact) where email = :e
update contact set email = coalesce(:e, email), note = :n where id = :i
update contact set phone = coalesce(:none, phone), email = coalesce(:e, email)
insert into contact(id, email) values(:i, :none) on conflict(id) do update set email = coalesce(excluded.email, contact.email), phone = coalesce(:p, excluded.phone)
select owner_id, note, count(email) from contact where email = :e group by grouping sets ((owner_id), (note, 1), ())
select note, count(*) from contact group by rollup (1), cube (owner_id)
select percentile_disc(0.5) within group (order by id) from contact where email = :e
merge into contact c using orders o on c.id = o.contact_id and o.id < 3 when matched and c.email = :e then update set email = :e2, note = o.status when not matched then insert (id, email) values (o.contact_id + 60, :e)
merge into contact c using prospect p on p.email = c.email when matched then update set note = p.name when not matched then do nothing
merge into patient p using (select 70 as id) s on p.id = s.id when not matched then insert (id, last_name, born, town) values (s.id, :new_l, :b, :t) when matched then delete
