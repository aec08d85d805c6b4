using System.Data;
using Dapper;
using NodaTime;
using Samverk.Kernel;

namespace Samverk.Store;

/// <summary>How values that Dapper does not know travel to and from columns.</summary>
internal static class Columns
{
    public static void Register()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new AsIs<Instant>());
        SqlMapper.AddTypeHandler(new AsIs<LocalDate>());
        SqlMapper.AddTypeHandler(new ByCode());
    }

    /// <summary>Npgsql reads and writes NodaTime's types by itself.</summary>
    private sealed class AsIs<T> : SqlMapper.TypeHandler<T> where T : struct
    {
        public override void SetValue(IDbDataParameter parameter, T value) => parameter.Value = value;

        public override T Parse(object value) => (T)value;
    }

    private sealed class ByCode : SqlMapper.TypeHandler<Currency>
    {
        public override void SetValue(IDbDataParameter parameter, Currency? currency) => parameter.Value = currency?.Code ?? (object)DBNull.Value;

        public override Currency Parse(object code) => Currency.Of((string)code).Value;
    }
}
