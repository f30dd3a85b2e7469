namespace CloudNative.Sdk.Core.Ops.Page;

/// <summary>Writes the forms by which people change the running service.</summary>
internal sealed class FormRenderer(HtmlWriter html, bool allowsChanges)
{
    /// <summary>Says why a form is disabled, and what to do.</summary>
    private const string NotAllowed = "Changes are not allowed here: CloudNative:Ops:AllowChanges is false.";

    public void Write(OpsForm form)
    {
        Begin(form);
        html.Open("fieldset", ("disabled", allowsChanges ? null : string.Empty));
        foreach (var field in form.Fields)
        {
            Write(form, field);
        }

        html.Element("button", form.Submit, ("type", "submit")).Close();
        if (!allowsChanges)
        {
            html.Element("p", NotAllowed, ("class", "more"));
        }

        html.Element("output", string.Empty, ("role", "status")).Close();
    }

    /// <summary>Writes a form that is only its button; where changes are not allowed, nothing.</summary>
    public void WriteButton(OpsForm form)
    {
        if (!allowsChanges)
        {
            return;
        }

        Begin(form);
        foreach (var field in form.Fields)
        {
            html.Void("input", ("type", "hidden"), ("name", field.Name), ("value", field.Value));
        }

        html.Element("button", form.Submit, ("type", "submit")).Element("output", string.Empty, ("role", "status")).Close();
    }

    // The path is relative: a proxy may have put the page below another one.
    private void Begin(OpsForm form) => html.Open("form", ("method", "post"), ("action", form.Path.TrimStart('/')));

    private void Write(OpsForm form, OpsField field)
    {
        if (field.Label is null)
        {
            html.Void("input", ("type", "hidden"), ("name", field.Name), ("value", field.Value));
            return;
        }

        html.Open("label").Element("span", field.Label);
        if (field.Choices.Count > 0 && !field.AllowsOthers)
        {
            html.Open("select", ("name", field.Name));
            foreach (var choice in field.Choices)
            {
                html.Element("option", choice, ("selected", choice == field.Value ? string.Empty : null));
            }

            html.Close();
        }
        else
        {
            WriteText(field, $"{form.Path.Trim('/')}-{field.Name}");
        }

        html.Close();
    }

    private void WriteText(OpsField field, string list)
    {
        html.Void(
            "input", ("type", "text"), ("name", field.Name), ("value", field.Value), ("list", field.Choices.Count > 0 ? list : null), ("required", string.Empty), ("autocomplete", "off"), ("spellcheck", "false"));
        if (field.Choices.Count > 0)
        {
            html.Open("datalist", ("id", list));
            foreach (var choice in field.Choices)
            {
                html.Void("option", ("value", choice));
            }

            html.Close();
        }
    }
}
