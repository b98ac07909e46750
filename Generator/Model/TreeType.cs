// A type that traced functions take or return, as plain data: what registering it as a pytree needs.
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Model;

/// <param name="Key">The type, without the names of tuples' items: one entry for each.</param>
/// <param name="Registration">For tuples and collections the call that registers the type, <c>Pytrees.List&lt;T&gt;()</c>; for records empty.</param>
/// <param name="Name">A record's name in messages.</param>
/// <param name="Type">A record's type as C#.</param>
/// <param name="Members">A record's members, in order.</param>
/// <param name="Creation">C# that makes a record of its members' locals.</param>
internal sealed record TreeType(string Key, string Registration, string Name, string Type, EquatableList<TreeMember> Members, string Creation)
{
    /// <summary>The ids of warnings about obsolete and experimental types.</summary>
    public string Suppressed { get; init; } = "";
}

/// <param name="Name">The member as C#.</param>
/// <param name="Type">Its type as C#.</param>
/// <param name="Local">The local that holds it.</param>
internal sealed record TreeMember(string Name, string Type, string Local);
