using System.CommandLine;
using Samverk.Banking;

namespace Samverk.Host;

/// <summary><c>samverk bank read</c>: what a bank file says, one line per statement.</summary>
internal static class BankCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "camt.052, camt.053 or camt.054.", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "JSON lines; the only form there is." };
        var read = new Command("read", "Reads bank files and changes nothing.") { files, json };
        read.SetAction(parsed => parsed.GetValue(files)!.Max(file => BankReadJson.Print(file, Console.Out, Console.Error)));
        return new Command("bank", "Bank files.") { read };
    }
}
