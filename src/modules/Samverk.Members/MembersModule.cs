using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Members;

/// <summary>Persons and memberships. The only wiring of this room.</summary>
public static class MembersModule
{
    public static IServiceCollection AddMembers(this IServiceCollection services) => services
        .AddRoom("members", typeof(MembersModule).Assembly)
        .AddScoped<ListMembers>().AddScoped<ShowMember>().AddScoped<ListStaff>().AddScoped<AddPerson>().AddScoped<CorrectPerson>()
        .AddScoped<BeginMembership>().AddScoped<RecordContact>().AddScoped<ApplyForMembership>().AddScoped<RecordSharePayment>()
        .AddScoped<RecommendAdmission>().AddScoped<AdmitMember>().AddScoped<RefuseApplication>().AddScoped<GiveNotice>().AddScoped<WithdrawNotice>()
        .AddScoped<SetStatute>().AddScoped<ReadStatutes>().AddScoped<ShowMyData>().AddScoped<ChangeMyData>().AddScoped<ExportMyData>().AddScoped<AskErasure>().AddScoped<ErasePerson>()
        .AddScoped<ChangePayAccount>().AddScoped<StopPayAccount>().AddScoped<ShowPayAccounts>()
        .AddHomeLines(typeof(MembersModule).Assembly, MemberLines.Access, MemberLines.Of)
        .AddScoped<IOwnData, MembersOwnData>().AddScoped<IErase, MembersErase>()
        .AddScoped<EnterShareValue>().AddScoped<DecideShareValue>().AddScoped<ReadShares>()
        .AddStates(Membership.States).AddStates(Share.States).AddStates(ShareValue.States).AddShareChecks()
        .AddRecurring<EndMemberships>().AddRecurring<BeginPayAccounts>()
        .AddSingleton(new NavigationItem(typeof(MembersModule).Assembly, "Members", "users", "/members", ListMembers.Access) { Order = 20, Tab = "Members" })
        .AddSingleton(new NavigationItem(typeof(MembersModule).Assembly, "My data", "user-circle", "/me", ShowMyData.Access) { Order = 90 });

    /// <summary>Adds a section to the page on which staff see everything of a member.</summary>
    public static IServiceCollection AddMemberPanel<TComponent>(this IServiceCollection services, int order, Access access) where TComponent : IComponent =>
        services.AddSingleton(new MemberPanel(typeof(TComponent), order, access));

    public static void MapMembers(this IEndpointRouteBuilder api)
    {
        api.MapGet("/members", async (string? search, MembershipState? state, PersonKind? kind, Guid? after, Door door, Actor actor) =>
            DoorApi.Answer(await door.Read(new ListMembers.Query(search, state, kind, after is { } id ? new(id) : null), actor))).Of(nameof(ListMembers), ListMembers.Access);
        api.MapGet("/members.csv", Export).Of(nameof(ListMembers), ListMembers.Access);
        api.MapGet("/members/{person:guid}", async (Guid person, Door door, Actor actor) => DoorApi.Answer(await door.Read(new ShowMember.Query(new(person)), actor))).Of(nameof(ShowMember), ShowMember.Access);
        api.MapUseCase<AddPerson.Command, AddPerson, Id<Person>>("/members/add");
        api.MapUseCase<CorrectPerson.Command, CorrectPerson, Done>("/members/correct");
        api.MapUseCase<BeginMembership.Command, BeginMembership, Done>("/members/begin-membership");
        api.MapUseCase<RecordContact.Command, RecordContact, Done>("/members/record-contact");
        api.MapUseCase<ApplyForMembership.Command, ApplyForMembership, Done>("/members/apply");
        api.MapUseCase<RecordSharePayment.Command, RecordSharePayment, Done>("/members/record-share-payment");
        api.MapUseCase<RecommendAdmission.Command, RecommendAdmission, Done>("/members/recommend");
        api.MapUseCase<AdmitMember.Command, AdmitMember, Done>("/members/admit");
        api.MapUseCase<RefuseApplication.Command, RefuseApplication, Done>("/members/refuse");
        api.MapUseCase<GiveNotice.Command, GiveNotice, Done>("/members/give-notice");
        api.MapUseCase<WithdrawNotice.Command, WithdrawNotice, Done>("/members/withdraw-notice");
        api.MapShares();
        api.MapReading<ReadStatutes.Query, ReadStatutes, ReadStatutes.Result>("/members/statutes");
        api.MapUseCase<SetStatute.Command, SetStatute, Done>("/members/set-statute");
        api.MapUseCase<ErasePerson.Command, ErasePerson, Done>("/members/erase");
        api.MapReading<ShowMyData.Query, ShowMyData, ShowMyData.Mine>("/me");
        api.MapUseCase<ChangeMyData.Command, ChangeMyData, Done>("/me/change");
        api.MapReading<ShowPayAccounts.Query, ShowPayAccounts, ShowPayAccounts.Shown>("/members/pay-accounts");
        api.MapUseCase<ChangePayAccount.Command, ChangePayAccount, ChangePayAccount.Result>("/me/pay-account");
        api.MapUseCase<StopPayAccount.Command, StopPayAccount, Done>("/members/pay-accounts/stop");
        api.MapUseCase<AskErasure.Command, AskErasure, Done>("/me/ask-erasure");
        api.MapGet("/me/data.zip", async (Door door, Actor actor) =>
            await door.Read(new ExportMyData.Query(), actor) is var made && made.Refusal is { } refusal
                ? ApiProblem.Of(refusal)
                : Results.File(made.Value, "application/zip", "my-data.zip")).Of(nameof(ExportMyData), ExportMyData.Access);
    }

    private static async Task<IResult> Export(string? search, MembershipState? state, PersonKind? kind, Door door, Actor actor)
    {
        var list = await door.Read(new ListMembers.Query(search, state, kind, All: true), actor);
        return list.Refusal is { } refusal ? ApiProblem.Of(refusal) : Results.File(MembersCsv.Write(list.Value.Rows), Csv.MediaType, "members.csv");
    }
}
