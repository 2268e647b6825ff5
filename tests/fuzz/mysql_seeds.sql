select id from contact where email = :e
select id, email, phone from contact c where :e = c.email and note = :n
select * from contact where email in (:e, :p) order by id
select id from contact where not email = :e and phone <> :p
select id from contact where (id, email) = (:i, :e)
select count(*), max(id) from contact where email = :e group by note having count(*) > 0
insert into contact(id,email,note) values(20,:e,:n)
insert into contact(id,email) values(7,:e),(8,null),(9,:p)
insert into contact set id = 21, email = :e, note = :n
insert into contact(id,email) values(1,:e) on duplicate key update email = values(email), note = values(note)
insert into contact(id,email,note) values(1,:e,:n) on duplicate key update email = :p, note = concat(note, 'x')
insert ignore into contact(id,phone) values(1,:p)
replace into contact(id,email,phone) values(:i,:e,:p)
replace into contact set id = 1, email = :e
update contact set email = :e, phone = :p where id = 1
update contact set email = :e order by id limit 1
update contact c join orders o on o.contact_id = c.id set c.note = o.status, c.email = :e where o.total > 0
update contact c, orders o set o.email = :n where o.contact_id = c.id and c.email = :e
update orders set email = :e where contact_id in (select id from contact where email = :e2)
delete from contact where email = :e
delete c from contact c join orders o on o.contact_id = c.id where c.email = :e
delete from c using contact as c join orders as o on o.contact_id = c.id where c.phone = :p
delete from prospect where exists (select 1 from contact c where c.email = prospect.email)
select (select email from contact c where c.id = o.contact_id) from orders o
select x.id, x.email from (select id, email, phone from contact where phone = :p) x where x.id > 0
select c.id, p.id from contact c join prospect p on c.email = p.email
select c.email, o.total from contact c left join orders o on o.contact_id = c.id where c.email = :e
select * from contact join audit using (id)
select * from contact c natural join audit a
with c as (select id, phone as x from contact) select x from c where x = :p
with recursive r(n, e) as (select 1, email from contact union all select n + 1, e from r where n < 3) select n, e from r
select id, email from contact union all select id, email from contact
select cast(:e as char), id from contact where phone = :p
select `id`, `email` from `contact` where `email` = :e
select sql_calc_found_rows id, email from contact where email is not null
select c.id from contact c where exists (select 1 from orders o where o.contact_id = c.id and o.email = :n) and c.email = :e
select if(id > 1, note, 'x'), email from contact
select coalesce(note, "x"), email from contact order by 1 limit 2
select id from contact where email = :e for update
insert into prospect(id, email, name) select id + 50, email, name from prospect where email = :e
select mail from v_contact where id = :i
insert into contact(id, email) values (40, :e) returning id, email
select straight_join c.id from contact c inner join prospect p on p.email = c.email && c.id = :i
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
select x.a, x.b from (select id, email from contact union all select id, email from contact where id > 1) x(a, b) where x.b in (:e, :f) and x.a > 0
select x.id, x.email, x.n from (select id, email, note n from contact group by id, note) x where x.email <> :e
with c as (select * from contact) select c.email from c where c.email = :e or c.id = :i
select c.id, c.email, count(o.id) n from contact c join orders o on o.contact_id = c.id group by c.id, c.email having count(o.id) > 0
select distinct c.id, c.email, c.phone from contact c join orders o on o.contact_id = c.id where o.total > :t
