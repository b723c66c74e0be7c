-- Analyses that must give equal rows on PostgreSQL and in the projection. Every CTE is referenced once, and what is
-- joined or partitioned is so by visitor.

-- trend
select date_trunc('day', ts) as day, name, count(*) as n, count(distinct visitor_key) as visitors
from events where app = 'chat' and ts >= timestamp '2026-08-15' and ts < timestamp '2026-10-15' group by 1, 2 order by 1, 2;

-- funnel
with e as (select visitor_key, ts, case name when 'app.opened' then 1 when 'prompt.submitted' then 2 when 'inference.completed' then 3 when 'payment.settled' then 4 when 'output.kept' then 5 end as step from events where name in ('app.opened', 'prompt.submitted', 'inference.completed', 'payment.settled', 'output.kept')),
s1 as (select visitor_key, ts, step, ts as t from e),
s2 as (select visitor_key, ts, step, case when step < 2 then t when step = 2 and ts <= p + interval '7 days' then p end as t
  from (select visitor_key, ts, step, t, max(case when step = 1 then t end) over (partition by visitor_key order by ts, step rows between unbounded preceding and 1 preceding) as p from s1) w2),
s3 as (select visitor_key, ts, step, case when step < 3 then t when step = 3 and ts <= p + interval '7 days' then p end as t
  from (select visitor_key, ts, step, t, max(case when step = 2 then t end) over (partition by visitor_key order by ts, step rows between unbounded preceding and 1 preceding) as p from s2) w3),
s4 as (select visitor_key, ts, step, case when step < 4 then t when step = 4 and ts <= p + interval '7 days' then p end as t
  from (select visitor_key, ts, step, t, max(case when step = 3 then t end) over (partition by visitor_key order by ts, step rows between unbounded preceding and 1 preceding) as p from s3) w4),
s5 as (select visitor_key, ts, step, case when step < 5 then t when step = 5 and ts <= p + interval '7 days' then p end as t
  from (select visitor_key, ts, step, t, max(case when step = 4 then t end) over (partition by visitor_key order by ts, step rows between unbounded preceding and 1 preceding) as p from s4) w5),
r as (select visitor_key, max(step) as lvl from s5 where t is not null group by 1)
select lvl, count(*) as visitors from r group by 1 order by 1;

-- funnelfirst
with t1 as (select visitor_key, min(ts) as a from events where name = 'app.opened' group by 1),
t2 as (select p.visitor_key, p.a, min(e.ts) as b2 from t1 p left join events e on e.visitor_key = p.visitor_key and e.name = 'prompt.submitted' and e.ts > p.a and e.ts <= p.a + interval '7 days' group by 1, 2),
t3 as (select p.visitor_key, p.a, p.b2, min(e.ts) as b3 from t2 p left join events e on e.visitor_key = p.visitor_key and e.name = 'inference.completed' and e.ts > p.b2 and e.ts <= p.a + interval '7 days' group by 1, 2, 3),
t4 as (select p.visitor_key, p.a, p.b2, p.b3, min(e.ts) as b4 from t3 p left join events e on e.visitor_key = p.visitor_key and e.name = 'payment.settled' and e.ts > p.b3 and e.ts <= p.a + interval '7 days' group by 1, 2, 3, 4),
t5 as (select p.visitor_key, p.a, p.b2, p.b3, p.b4, min(e.ts) as b5 from t4 p left join events e on e.visitor_key = p.visitor_key and e.name = 'output.kept' and e.ts > p.b4 and e.ts <= p.a + interval '7 days' group by 1, 2, 3, 4, 5)
select count(*) as l1, count(b2) as l2, count(b3) as l3, count(b4) as l4, count(b5) as l5 from t5;

-- retention
with aw as (select distinct visitor_key, date_trunc('week', ts) as w from events),
f as (select visitor_key, w, min(w) over (partition by visitor_key) as w0 from aw)
select w0, w, count(*) as visitors from f group by 1, 2 order by 1, 2;

-- experiment
with x as (select visitor_key, min(variant) as variant, min(ts) as t0 from events where app = 'chat' and name = 'app.opened' group by 1 having min(variant) = max(variant)),
m as (select x.visitor_key, x.variant, count(e.ts) as p, coalesce(sum(e.value), 0) as v from x left join events e on e.visitor_key = x.visitor_key and e.name = 'payment.settled' and e.ts >= x.t0 and e.ts < x.t0 + interval '14 days' group by 1, 2)
select variant, count(*) as n, avg(p) as mp, var_samp(p) as vp, avg(v) as mv, var_samp(v) as vv from m group by 1 order by 1;

-- lifecycle
with aw as (select distinct visitor_key, date_trunc('week', ts) as w from events),
l as (select visitor_key, w, lag(w) over (partition by visitor_key order by w) as p, lead(w) over (partition by visitor_key order by w) as nx from aw)
select w as week, count(*) filter (where p is null) as fresh, count(*) filter (where p = w - interval '7 days') as kept, count(*) filter (where p < w - interval '7 days') as resurrected,
count(*) filter (where nx is null or nx > w + interval '7 days') as dormant_next from l group by 1 order by 1;

-- layers
with s as (select visitor_key, layer, lag(layer) over (partition by visitor_key order by ts, seq, id) as prev from events)
select prev, layer, count(*) as n, count(distinct visitor_key) as visitors from s where prev <> layer group by 1, 2 order by 1, 2;
