using Dapper;
using Npgsql;

namespace Samverk.Store;

/// <summary>What PostgreSQL knows about the tables of the rooms. Read inside the snapshot, so that it fits the rows.</summary>
internal static class BackupCatalog
{
    public static async Task<IReadOnlyList<MigrationRun>> Migrations(NpgsqlConnection connection) =>
        [.. await connection.QueryAsync<MigrationRun>("select room, file, checksum from store.migration order by room, file")];

    /// <summary>All tables but the list of migrations, which the restore writes by running them. Generated columns follow from the others.</summary>
    public static async Task<IReadOnlyList<TableForm>> Tables(NpgsqlConnection connection, IReadOnlyList<string> schemas) =>
        [.. (await connection.QueryAsync<TableRow>(
            """
            select schema.nspname as schema, class.relname as name,
                array_agg(attribute.attname::text order by attribute.attnum) as columns,
                array_agg(case when attribute.attcollation <> 0 then quote_ident(attribute.attname) || ' collate "C"' else quote_ident(attribute.attname) end
                    order by array_position(key.indkey::int2[], attribute.attnum), attribute.attnum)
                    filter (where key.indkey is null or attribute.attnum = any(key.indkey)) as sort,
                pg_table_size(class.oid) as size
            from pg_class class
            join pg_namespace schema on schema.oid = class.relnamespace
            join pg_attribute attribute on attribute.attrelid = class.oid and attribute.attnum > 0 and not attribute.attisdropped and attribute.attgenerated = ''
            left join pg_index key on key.indrelid = class.oid and key.indisprimary
            where class.relkind = 'r' and schema.nspname = any(@schemas) and (schema.nspname, class.relname) <> ('store', 'migration')
            group by class.oid, schema.nspname, class.relname, key.indkey
            order by schema.nspname collate "C", class.relname collate "C"
            """,
            new { schemas = schemas.ToArray() })).Select(row => new TableForm(row.Schema, row.Name, row.Columns, row.Sort, row.Size))];

    public static async Task<IReadOnlyList<SequenceValue>> Sequences(NpgsqlConnection connection, IReadOnlyList<string> schemas) =>
        [.. await connection.QueryAsync<SequenceValue>(
            """
            select schemaname::text as schema, sequencename::text as name, last_value as last
            from pg_sequences where schemaname = any(@schemas) and last_value is not null
            order by 1, 2
            """,
            new { schemas = schemas.ToArray() })];

    /// <summary>The first table, view or sequence of somebody's in this database; null when it is empty.</summary>
    public static Task<string?> AnythingThere(NpgsqlConnection connection) => connection.QueryFirstOrDefaultAsync<string?>(
        """
        select schema.nspname || '.' || class.relname
        from pg_class class join pg_namespace schema on schema.oid = class.relnamespace
        where class.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and schema.nspname not in ('pg_catalog', 'information_schema') and schema.nspname !~ '^pg_(toast|temp)'
          and not exists (select from pg_depend where objid = class.oid and deptype = 'e')
        order by 1
        """);

    /// <summary>One query per foreign key of the rooms; it answers whether some row points nowhere.</summary>
    public static async Task<IReadOnlyList<(string Name, string Sql)>> ForeignKeys(NpgsqlConnection connection, IReadOnlyList<string> schemas) =>
        [.. await connection.QueryAsync<(string, string)>(
            """
            select format('%s.%s', "constraint".conrelid::regclass, "constraint".conname),
                format('select exists (select from %s child where %s and not exists (select from %s parent where %s))',
                    "constraint".conrelid::regclass, string_agg(format('child.%I is not null', child.attname), ' and '),
                    "constraint".confrelid::regclass, string_agg(format('parent.%I = child.%I', parent.attname, child.attname), ' and '))
            from pg_constraint "constraint"
            join pg_namespace schema on schema.oid = "constraint".connamespace
            cross join lateral unnest("constraint".conkey, "constraint".confkey) as pair (child, parent)
            join pg_attribute child on child.attrelid = "constraint".conrelid and child.attnum = pair.child
            join pg_attribute parent on parent.attrelid = "constraint".confrelid and parent.attnum = pair.parent
            where "constraint".contype = 'f' and schema.nspname = any(@schemas)
            group by "constraint".oid, "constraint".conrelid, "constraint".confrelid, "constraint".conname
            """,
            new { schemas = schemas.ToArray() })];

    // Properties, because Dapper gives arrays to no constructor.
    private sealed class TableRow
    {
        public required string Schema { get; init; }

        public required string Name { get; init; }

        public required string[] Columns { get; init; }

        public required string[] Sort { get; init; }

        public required long Size { get; init; }
    }
}
