using System.CommandLine;
using Samverk.Host;

// Each command is a file in Commands/. Nothing of the web is touched before a command asks for it, so that batch work starts at once.
var samverk = new RootCommand("Samverk: the operating system of freelancers' cooperatives.")
{
    ServeCommand.Create(),
    SetupCommand.Create(),
    DemoCommand.Create(),
    VerifyCommand.Create(),
    ReplayCommand.Create(),
    BackupCommand.Create(),
    RestoreCommand.Create(),
    ImportCommand.Create(),
    UserCommand.Create(),
    ExportCommand.Create(),
    BankCommand.Create(),
    InvoiceCommand.Create(),
    WagesCommand.Create(),
};
samverk.Options.Add(ServeCommand.Urls);
samverk.SetAction((parsed, cancel) => DemoCommand.Run(parsed.GetValue(ServeCommand.Urls)!, cancel));
return await samverk.Parse(args).InvokeAsync();
