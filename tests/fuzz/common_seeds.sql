select id from contact where email = :e
select id, email, phone from contact c where :e = c.email and note = :n
select * from contact where email in (:e, :p) order by id
select id from contact where not email = :e and phone <> :p
select id from contact where (id, email) = (:i, :e)
select count(*), max(id) from contact where email = :e group by note having count(*) > 0
insert into contact(id,email,note) values(20,:e,:n)
insert into contact(id,email) values(7,:e),(8,null),(9,:p)
update contact set email = :e, phone = :p where id = 1
update orders set email = :e where contact_id in (select id from contact where email = :e2)
delete from prospect where exists (select 1 from contact c where c.email = prospect.email)
select (select email from contact c where c.id = o.contact_id) from orders o
select x.id, x.email from (select id, email, phone from contact where phone = :p) x where x.id > 0
select c.id, p.id from contact c join prospect p on c.email = p.email
select c.email, o.total from contact c left join orders o on o.contact_id = c.id where c.email = :e
select * from contact join audit using (id)
select * from contact c natural join audit a
with c as (select id, phone as x from contact) select x from c where x = :p
with recursive r(n, e) as (select 1, email from contact union all select n + 1, e from r where n < 3) select n, e from r
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
select v.id, v.mail from v_contact v join orders o on o.contact_id = v.id where v.mail = :e
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
insert into patient(id, last_name, born, town) select o.id + 50, :new_l, :b, :t from orders o where o.id = 1
update contact set email = coalesce(:e, email), note = :n where id = :i
