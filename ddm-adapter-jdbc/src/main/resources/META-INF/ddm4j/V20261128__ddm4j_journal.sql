-- The table of ddm4j's journal, for PostgreSQL, MySQL, MariaDB and H2. What stands in /*! */ is for MySQL and MariaDB alone.
-- Times are milliseconds since 1970 by the database's clock, in UTC.

create table ddm_journal (
  idempotency_key varchar(128) not null primary key,
  instance_id varchar(128) not null,
  -- The instance again as long as the record is open: so it has one open record.
  open_instance varchar(128),
  -- The job or order that settled the key, so that it settles no other; or the doubt that other keys go on beside.
  witness varchar(160),
  state varchar(8) not null,
  stamp char(32) not null,
  lease_ms bigint not null,
  lease_until bigint not null,
  written_at bigint not null,
  body text not null,
  constraint ddm_journal_open unique (open_instance),
  constraint ddm_journal_witness unique (witness),
  constraint ddm_journal_state check (
    case state
      when 'OPEN' then case when open_instance = instance_id then 1 else 0 end
      else case when open_instance is null then 1 else 0 end
    end = 1)
) /*! engine = InnoDB character set = utf8mb4 collate = utf8mb4_bin */;

/*! alter table ddm_journal modify body mediumtext character set utf8mb4 collate utf8mb4_bin not null */;

create index ddm_journal_instance on ddm_journal (instance_id, written_at);

create index ddm_journal_age on ddm_journal (state, written_at);

-- The version of this table. No key of a wish begins with a blank.
insert into ddm_journal (idempotency_key, instance_id, state, stamp, lease_ms, lease_until, written_at, body)
  values (' version', ' ', 'VERSION', '00000000000000000000000000000000', 0, 0, 0, '1');
