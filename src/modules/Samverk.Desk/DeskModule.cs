using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Desk;

/// <summary>The staff's one queue, and conversations. The only wiring of this room.</summary>
public static class DeskModule
{
    private static readonly Assembly Here = typeof(DeskModule).Assembly;

    public static IServiceCollection AddDesk(this IServiceCollection services)
    {
        services.TryAddSingleton<Texts>();
        return services
            .AddRoom("desk", Here)
            .AddScoped<ListCases>().AddScoped<ShowCase>().AddScoped<TakeCase>().AddScoped<PauseCase>().AddScoped<Approvals>().AddScoped(provider => new ShownItem(provider.GetRequiredService<Texts>(), provider.GetServices<DeskKind>(), provider.GetRequiredService<Texts>().Of(Here)))
            .AddScoped<PostMessage>().AddScoped<ListMessages>().AddScoped<ListMyThreads>().AddScoped<CloseQuestion>()
            .AddScoped<ListStuck>().AddScoped<TryAgain>()
            .AddSingleton(provider => new HomeSource(Here, DeskLines.Access, new DeskLines([.. provider.GetServices<DeskKind>()], provider.GetRequiredService<Texts>()).Of))
            .AddHomeLines(Here, MessageLines.Access, MessageLines.Of)
            .AddStates(Case.States)
            .AddScoped<IErase, DeskErase>().AddScoped<IOwnData, DeskOwnData>()
            .AddHandler<MembershipChanged, MembershipItems>("desk").AddHandler<ErasureAsked, ErasureItems>("desk").AddHandler<PersonErased, ErasureItems>("desk").AddHandler<PayAccountChanged, PayAccountItems>("desk").AddHandler<ShareValueChanged, ShareValueItems>("desk")
            .AddDeskKind(MembershipItems.Kind, Here, "Application").AddDeskKind(ErasureItems.Kind, Here, "Data request").AddDeskKind(PostMessage.Kind, Here, "Message").AddDeskKind(PayAccountItems.Kind, Here, "Bank account", Role.Finance).AddDeskKind(ShareValueItems.Kind, Here, "Shares", Role.Board)
            .AddHandler<MailGivenUp, StuckItems>("desk").AddHandler<JobGivenUp, StuckItems>("desk")
            .AddDeskKind(StuckItems.Mail, Here, "Mail", Role.Administrator, Role.Finance).AddDeskKind(StuckItems.Job, Here, "Work", Role.Administrator, Role.Finance)
            .AddDeskAction(StuckItems.Mail, async (door, mail, request, actor) => (await door.Run(new TryAgain.Command(request, mail, null), actor)).Refusal, "Try again")
            .AddDeskAction(StuckItems.Job, async (door, job, request, actor) => (await door.Run(new TryAgain.Command(request, null, job), actor)).Refusal, "Try again")
            .AddDeskAction(MembershipItems.Kind, async (door, person, request, actor) => (await door.Run(new AdmitMember.Command(request, new(person)), actor)).Refusal)
            .AddDeskAction(ShareValueItems.Kind, async (door, value, request, actor) => (await door.Run(new DecideShareValue.Command(request, new(value), true), actor)).Refusal, "Release")
            .AddMemberPanel<MessagesPanel>(90, ListMessages.Access)
            .AddSingleton(new NavigationItem(Here, "Desk", "inbox", "/desk", ListCases.Access) { Order = 10, Tab = "Desk" })
            .AddSingleton(new NavigationItem(Here, "Messages", "message-circle", "/messages", ListMyThreads.Access) { Order = 80 });
    }

    /// <summary>Tells the desk in whose texts the items of a kind are, and what people call the kind.</summary>
    /// <param name="roles">Who can do something about it; none = everybody of the staff.</param>
    public static IServiceCollection AddDeskKind(this IServiceCollection services, string kind, Assembly module, string word, params Role[] roles) =>
        services.AddSingleton(new DeskKind(kind, module, word) { For = roles });

    /// <summary>Items of a kind can be approved at the desk, each by the module's own use case.</summary>
    /// <param name="approve">Door, the item's object, an id for the command's Request, and who approves; null when done.</param>
    public static IServiceCollection AddDeskAction(this IServiceCollection services, string kind, Func<Door, Guid, Guid, Actor, Task<Refusal?>> approve, string verb = "Approve") =>
        services.AddSingleton(new DeskAction(kind, approve) { Verb = verb });

    public static void MapDesk(this IEndpointRouteBuilder api)
    {
        api.MapGet("/desk", async (string? search, bool? all, Guid? after, Door door, Actor actor) =>
            DoorApi.Answer(await door.Read(new ListCases.Query(search, all ?? false, after is { } id ? new(id) : null), actor))).Of(nameof(ListCases), ListCases.Access);
        api.MapGet("/desk/{id:guid}", async (Guid id, Door door, Actor actor) => DoorApi.Answer(await door.Read(new ShowCase.Query(new(id)), actor))).Of(nameof(ShowCase), ShowCase.Access);
        api.MapUseCase<TakeCase.Command, TakeCase, Done>("/desk/take");
        api.MapUseCase<PauseCase.Command, PauseCase, Done>("/desk/pause");
        api.MapUseCase<CloseQuestion.Command, CloseQuestion, Done>("/desk/close-question");
        api.MapPost("/desk/approve", async (ApproveCases command, Approvals approvals, Actor actor) =>
            ListCases.Access.Refuse(actor, Relation.None) is { } refusal ? ApiProblem.Of(refusal) : Results.Ok((await approvals.ApproveClean([.. command.Cases.Take(ListCases.PageSize)], command.Request, actor))
                .Select(result => new { result.Case, Code = result.Refusal?.Code }))).Of(nameof(ListCases), ListCases.Access);
        api.MapReading<ListStuck.Query, ListStuck, ListStuck.Listed>("/desk/stuck");
        api.MapUseCase<TryAgain.Command, TryAgain, Done>("/desk/try-again");
        api.MapUseCase<PostMessage.Command, PostMessage, Guid>("/messages/post");
        api.MapGet("/messages", async (Guid about, Guid member, Door door, Actor actor) => DoorApi.Answer(await door.Read(new ListMessages.Query(about, new(member)), actor))).Of(nameof(ListMessages), ListMessages.Access);
    }

    /// <summary>Several cases whose checks have all passed; at most a page of them.</summary>
    internal sealed record ApproveCases(Guid Request, IReadOnlyList<Id<Case>> Cases);
}
