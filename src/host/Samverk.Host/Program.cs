using System.CommandLine;
using Samverk.Host;

// Each command is a file in Commands/. Nothing of the web is touched before a command asks for it, so that batch work starts at once.
var samverk = new RootCommand("Samverk: the operating system of freelancers' cooperatives.")
{
    ServeCommand.Create(),
    VerifyCommand.Create(),
    ReplayCommand.Create(),
    ExportCommand.Create(),
    BankCommand.Create(),
    InvoiceCommand.Create(),
};
return await samverk.Parse(args).InvokeAsync();
