insert into contact set id = 21, email = :e, note = :n
insert into contact(id,email) values(1,:e) on duplicate key update email = values(email), note = values(note)
insert into contact(id,email,note) values(1,:e,:n) on duplicate key update email = :p, note = concat(note, 'x')
insert ignore into contact(id,phone) values(1,:p)
replace into contact(id,email,phone) values(:i,:e,:p)
replace into contact set id = 1, email = :e
update contact set email = :e order by id limit 1
update contact c join orders o on o.contact_id = c.id set c.note = o.status, c.email = :e where o.total > 0
update contact c, orders o set o.email = :n where o.contact_id = c.id and c.email = :e
delete from contact where email = :e
delete c from contact c join orders o on o.contact_id = c.id where c.email = :e
delete from c using contact as c join orders as o on o.contact_id = c.id where c.phone = :p
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
select x.a, x.b from (select id a, email b from contact union all select id, email from contact where id > 1) x where x.b in (:e, :f) and x.a > 0
insert into patient(id, last_name, born, town) values(1, :l, :b, :t) on duplicate key update last_name = values(last_name), born = values(born), town = values(town)
insert into patient(id, last_name, born, town) values(24, :l, :b, :t) on duplicate key update note = concat(note, 'x')
insert into patient(id, last_name, born) values(24, :l, :b) on duplicate key update last_name = null, note = :n
insert into patient set id = 26, last_name = :new_l, born = :b, town = :t
replace into patient(id, last_name, born, town) values(:i, :l, :b, :t), (25, :l, :d, null)
replace into patient set id = 2, last_name = :l, born = :b
insert ignore into patient(id, last_name, born, town) values(:i, :l, :b, :t)
update patient p join orders o on o.contact_id = p.id set p.note = o.status, p.born = null where p.last_name = :l and p.born = :b
update patient set last_name = :new_l, born = :b, town = :t order by id desc limit 1
delete p from patient p join orders o on o.contact_id = p.id where p.last_name = :l and p.born = :b
select id from patient where last_name = :l && born = :b
insert into contact(id, email, note) select 40, :e, :n from dual where not exists (select 1 from contact where email = :new_e)
insert into contact(id, email, note) values(1, :e, :n) on duplicate key update note = if(values(email) = :e2, 'x', note), email = values(email)
update contact set phone = ifnull(:none, phone), email = coalesce(:e, email)
insert into contact(id, email) values(:i, :none) on duplicate key update email = coalesce(values(email), email), phone = coalesce(:p, values(phone))
