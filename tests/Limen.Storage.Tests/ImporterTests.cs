using System.Text;
using Limen.Documents;
using Limen.Screening;

namespace Limen.Storage.Tests;

public class ImporterTests
{
    static (List<object> Entries, ImportNotes Notes) Read(ListFormat format, ListKind kind, params string[] files)
    {
        var notes = new ImportNotes();
        List<OpenedFile> opened = [.. files.Select((text, i) => new OpenedFile($"file{i}", new MemoryStream(Encoding.UTF8.GetBytes(text))))];
        return ([.. Importer.Read(format, kind, opened, notes).Select(parsed => parsed.Entry)], notes);
    }

    // Shape of an entry of the consolidated list of 2026-02-27; the person is invented.
    [Fact]
    public void An_individual_of_the_United_Nations_is_read_with_all_that_identifies()
    {
        var (entries, notes) = Read(ListFormat.UnXml, ListKind.Persons, """
            <?xml version="1.0" encoding="utf-8"?>
            <CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z"><INDIVIDUALS>
            <INDIVIDUAL><DATAID>42</DATAID><FIRST_NAME>ANNA</FIRST_NAME><SECOND_NAME>MARIA </SECOND_NAME><THIRD_NAME>ERIKSSON</THIRD_NAME>
            <UN_LIST_TYPE>Taliban</UN_LIST_TYPE><REFERENCE_NUMBER>TAi.999</REFERENCE_NUMBER><GENDER>Female</GENDER>
            <NAME_ORIGINAL_SCRIPT>Анна Эрикссон</NAME_ORIGINAL_SCRIPT>
            <NATIONALITY><VALUE>Democratic People's Republic of Korea</VALUE><VALUE>na</VALUE></NATIONALITY>
            <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Anja Eriksen</ALIAS_NAME></INDIVIDUAL_ALIAS>
            <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
            <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1974-08-12</DATE></INDIVIDUAL_DATE_OF_BIRTH>
            <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1970</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
            <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1975</FROM_YEAR><TO_YEAR>1977</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
            <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>L898902C3</NUMBER></INDIVIDUAL_DOCUMENT>
            <INDIVIDUAL_DOCUMENT/></INDIVIDUAL>
            <INDIVIDUAL><DATAID>43</DATAID><FIRST_NAME/></INDIVIDUAL>
            </INDIVIDUALS><ENTITIES><ENTITY><DATAID>44</DATAID></ENTITY></ENTITIES></CONSOLIDATED_LIST>
            """);
        var person = Assert.IsType<PersonEntry>(Assert.Single(entries));
        Assert.Equal(("42", "ANNA MARIA ERIKSSON", Sex.Female, "TAi.999"), (person.EntryId, person.Name, person.Sex, person.Reference));
        Assert.Equal(["Anja Eriksen", "Анна Эрикссон"], person.Aliases);
        Assert.Equal("1974-08-12 1970 1975 1976 1977", string.Join(' ', person.DatesOfBirth));
        Assert.Equal("PRK", Assert.Single(person.Nationalities).Value);
        Assert.Equal(["L898902C3"], person.DocumentNumbers);
        Assert.Equal((1, 1), (notes.Skipped, notes.RejectedCount));
        Assert.Equal("nameMissing", notes.Rejected[0].Code);
    }

    [Theory]
    [InlineData("<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL>")]
    [InlineData("<OTHER/>")]
    [InlineData("not xml")]
    [InlineData("")]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'b'>]><CONSOLIDATED_LIST/>")]
    public void Another_or_damaged_document_is_no_list_of_the_United_Nations(string xml) =>
        Assert.Equal("unreadable", Read(ListFormat.UnXml, ListKind.Persons, xml).Notes.Refused);

    // Shape of the legacy files of July 2021; the person is invented.
    [Fact]
    public void A_person_of_the_SDN_list_is_put_together_from_its_files_in_any_order()
    {
        const string alt = "7,1,\"aka\",\"ERIKSEN, Anja\",-0- \n8,2,\"aka\",\"OTHER\",-0- \n\u001a";
        const string add = "7,1,\"1 Main St\",\"Utopia City\",\"Utopia\",-0- \n\u001a";
        const string sdn = "7,\"ERIKSSON, Anna Maria\",\"individual\",\"SDGT] [IRAQ2\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"
            + "\"DOB 12 Aug 1974; alt. DOB circa 1970; alt. DOB Sep 1975; alt. DOB 1976 to 1977; POB Utopia; nationality Iraq; citizen Korea, North; Gender Female; "
            + "Passport L898902C3 (Utopia) issued 1999; alt. Passport X1; National ID No. 123-45 (Utopia); a.k.a. 'THE SWEDE'; Linked To: OTHER.\"\n"
            + "8,\"OTHER COMPANY\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n1,2\n\u001a";
        foreach (var files in new[] { new[] { sdn, alt, add }, [add, alt, sdn] })
        {
            var (entries, notes) = Read(ListFormat.OfacCsv, ListKind.Persons, files);
            var person = Assert.IsType<PersonEntry>(Assert.Single(entries));
            Assert.Equal(("7", "Anna Maria ERIKSSON", Sex.Female), (person.EntryId, person.Name, person.Sex));
            Assert.Equal(["Anja ERIKSEN", "THE SWEDE"], person.Aliases);
            Assert.Equal("1974-08-12 1970 1975-09 1976 1977", string.Join(' ', person.DatesOfBirth));
            Assert.Equal(["IRQ", "PRK"], person.Nationalities.Select(state => state.Value));
            Assert.Equal(["L898902C3", "X1", "123-45"], person.DocumentNumbers);
            Assert.Equal((1, 1), (notes.Skipped, notes.RejectedCount));
        }
    }

    [Fact]
    public void Aliases_without_the_SDN_file_are_refused() =>
        Assert.Equal("columnsMissing", Read(ListFormat.OfacCsv, ListKind.Persons, "7,1,\"aka\",\"ERIKSEN, Anja\",-0- \n").Notes.Refused);

    [Fact]
    public void Entities_of_FollowTheMoney_are_read_by_kind_and_others_passed_over()
    {
        const string lines = """
            {"id":"p1","schema":"Person","caption":"Anna Eriksson","properties":{"name":["Эрикссон Анна","Anna Eriksson"],"alias":["Anja"],"birthDate":["1974-08-12","1975"],"gender":["female"],"nationality":["ru","xx"],"passportNumber":["L898902C3"],"topics":["wanted"]}}
            {"id":"p2","schema":"Person","properties":{"firstName":["Bo"],"lastName":["Ek"],"country":["de"]}}

            {"id":"d1","schema":"Passport","properties":{"number":["AB 12"],"country":["fr"]}}
            {"id":"v1","schema":"Vehicle","properties":{"registrationNumber":["01KG777"],"country":["kg"],"model":["Niva"]}}
            {"id":"o1","schema":"Organization","properties":{"name":["X"]}}
            {"id":"p3","schema":"Person","properties":{}}
            [1,2]
            {"id":"p4",
            """;
        var (persons, notes) = Read(ListFormat.FtmJson, ListKind.Persons, "\uFEFF" + lines);
        Assert.Equal(2, persons.Count);
        var anna = (PersonEntry)persons[0];
        Assert.Equal(("p1", "Anna Eriksson", Sex.Female), (anna.EntryId, anna.Name, anna.Sex));
        Assert.Equal(["Эрикссон Анна", "Anja"], anna.Aliases);
        Assert.Equal("1974-08-12 1975", string.Join(' ', anna.DatesOfBirth));
        Assert.Equal("RUS", Assert.Single(anna.Nationalities).Value);
        Assert.Equal(("Bo Ek", "D"), (((PersonEntry)persons[1]).Name, ((PersonEntry)persons[1]).Nationalities[0].Canonical));
        Assert.Equal("7 nameMissing, 8 badJson, 9 badJson", string.Join(", ", notes.Rejected.Select(row => $"{row.Line} {row.Code}")));
        Assert.Equal(3, notes.Skipped);
        Assert.Equal("AB12", ((DocumentEntry)Read(ListFormat.FtmJson, ListKind.Documents, lines).Entries.Single()).Number);
        Assert.Equal("01KG777", ((VehicleEntry)Read(ListFormat.FtmJson, ListKind.Vehicles, lines).Entries.Single()).Plate);
    }

    [Fact]
    public void A_line_too_long_is_told_and_the_next_one_read()
    {
        var (entries, notes) = Read(ListFormat.FtmJson, ListKind.Persons,
            new string(' ', ByteLines.Longest + 100_000) + "x\n" + """{"id":"p2","schema":"Person","properties":{"name":["Bo"]}}""");
        Assert.Equal("1 rowTooLong", string.Join(", ", notes.Rejected.Select(row => $"{row.Line} {row.Code}")));
        Assert.Single(entries);
    }

    [Fact]
    public void Persons_and_vehicles_are_read_from_their_columns()
    {
        var (persons, notes) = Read(ListFormat.Csv, ListKind.Persons,
            "name,entryId,aliases,datesOfBirth,sex,nationalities,documentNumbers,reviewOn\n"
            + "Anna Eriksson,1,Anja; Аня ;,1974-08-12;1975,f,RUS;Kyrgyzstan;de,L1;M2,2027-01-01\n2,2,,,,,,\nBo,3,,19740812,,,,\nCy,4,,,q,,,\n");
        var anna = Assert.IsType<PersonEntry>(Assert.Single(persons));
        Assert.Equal(["Anja", "Аня"], anna.Aliases);
        Assert.Equal(["RUS", "KGZ", "D"], anna.Nationalities.Select(state => state.Canonical));
        Assert.Equal("3 nameMissing, 4 badDate, 5 unknownSex", string.Join(", ", notes.Rejected.Select(row => $"{row.Line} {row.Code}")));
        var (vehicles, vehicleNotes) = Read(ListFormat.Csv, ListKind.Vehicles, "entryId,plate,plateState,make\n1,01 KG 777,KGZ,Lada\n2,,KGZ,Lada\n");
        Assert.Equal("Lada", Assert.IsType<VehicleEntry>(Assert.Single(vehicles)).Make);
        Assert.Equal("keyMissing", vehicleNotes.Rejected.Single().Code);
    }

    [Fact]
    public void A_plates_State_is_told_by_its_sign_a_code_or_a_name()
    {
        var (vehicles, notes) = Read(ListFormat.Csv, ListKind.Vehicles,
            "entryId,plate,plateState\n1,A1,F\n2,A2,D\n3,A3,DEU\n4,A4,MD\n5,A5,Kyrgyzstan\n6,A6,CL\n7,A7,QQ\n8,A8,\n");
        Assert.Equal(["FRA", "D", "DEU", "MDA", "KGZ", "CL", ""], vehicles.Select(entry => ((VehicleEntry)entry).PlateState.Value));
        Assert.Equal("8 unknownState", string.Join(", ", notes.Rejected.Select(row => $"{row.Line} {row.Code}")));
    }

    // Every spelling of an unknown byte, cut or doubled sign must end in rows or faults, never in an exception.
    [Theory]
    [InlineData(ListFormat.Csv, "entryId,name,datesOfBirth\n1,\"Anna \"\"A\"\" E\",1974\n2,Bo,1975-01\n")]
    [InlineData(ListFormat.UnXml, "<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>A</FIRST_NAME></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>")]
    [InlineData(ListFormat.OfacCsv, "7,\"ERIKSSON, Anna\",\"individual\",-0-,-0-,-0-,-0-,-0-,-0-,-0-,-0-,\"DOB 12 Aug 1974; DOB 1 to 2.\"\n7,1,\"aka\",\"X\",-0-\n")]
    [InlineData(ListFormat.FtmJson, "{\"id\":\"p1\",\"schema\":\"Person\",\"properties\":{\"name\":[\"A\"],\"birthDate\":[\"1974\"]}}\n")]
    public void A_mutated_file_is_never_a_crash(ListFormat format, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var random = new Random(20261122);
        for (var round = 0; round < 2000; round++)
        {
            var mutated = bytes.ToArray().ToList();
            for (var slips = random.Next(1, 4); slips > 0; slips--)
            {
                var at = random.Next(mutated.Count);
                if (random.Next(3) == 0) mutated.RemoveAt(at);
                else if (random.Next(2) == 0) mutated.Insert(at, (byte)random.Next(256));
                else mutated[at] = (byte)random.Next(256);
            }
            var notes = new ImportNotes();
            foreach (var parsed in Importer.Read(format, ListKind.Persons, [new("f", new MemoryStream([.. mutated]))], notes))
                Assert.NotEmpty(EntryForm.Body(parsed.Entry));
        }
    }
}
