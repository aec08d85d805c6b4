using Samverk.Bench;

// How many wait for a processor besides us: with more than a few, what the clock says is a lower bound.
if (File.Exists("/proc/loadavg")) Console.WriteLine($"load average before: {File.ReadAllText("/proc/loadavg").Split(' ')[0]}, processors: {Environment.ProcessorCount}");

// Each bench prints rows of the table in bench/README.md: what, ours, beside what, ratio. Peers run in the same run, on the same server.
return args switch
{
    ["ledger"] => await LedgerBench.Run(),
    ["balances"] => await BalanceBench.Run(lines: 1_000_000),
    ["balances", "10x"] => await BalanceBench.Run(lines: 10_000_000),
    ["documents"] => await DocumentBench.Run(),
    ["bank"] => await BankBench.Run(),
    ["issue"] => await IssueBench.Run(),
    ["node"] => await NodeBench.Run(),
    ["payroll"] => await PayrollBench.Run(),
    ["wages"] => await WageBench.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("bench: ledger | balances [10x] | documents | bank | issue | node | payroll | wages");
    return 2;
}
