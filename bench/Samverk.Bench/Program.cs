using Samverk.Bench;

// Each bench prints rows of the table in bench/README.md: what, ours, beside what, ratio. Peers run in the same run, on the same server.
return args switch
{
    ["ledger"] => await LedgerBench.Run(),
    ["balances"] => await BalanceBench.Run(lines: 1_000_000),
    ["balances", "10x"] => await BalanceBench.Run(lines: 10_000_000),
    ["documents"] => await DocumentBench.Run(),
    ["bank"] => BankBench.Run(),
    ["wages"] => await WageBench.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("bench: ledger | balances [10x] | documents | bank | wages");
    return 2;
}
