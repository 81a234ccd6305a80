"""Whether people are found alike whatever they are called: the same sentences with other names.

    python benchmarks/names.py

Every template is filled with every name. A quotation counts as right if its speaker has the whole
name; "named" are those whose source is the name or a part of it, "pronoun" those whose source is
"she", "he" or "they". Names and sentences were written for this purpose. Differences between the
groups of ten names can be chance up to about three points; larger ones are a bias.
"""

from collections import Counter

import quotelib

WOMEN = {
    "English": "Emily Carter, Susan Wright, Megan Hughes, Laura Bennett, Rachel Foster",
    "Nigerian": "Ngozi Okonkwo, Folake Adeyemi, Chioma Eze, Aisha Bello, Yetunde Balogun",
    "Chinese": "Wang Fang, Li Xiuying, Zhang Min, Chen Jing, Liu Yan",
    "Indian": "Priya Sharma, Ananya Iyer, Sunita Patel, Kavya Reddy, Deepika Nair",
    "Arabic": "Fatima al-Masri, Layla Haddad, Noor Khalil, Mariam Saleh, Rania Aziz",
    "Spanish": "María Fernández, Lucía Ortega, Carmen Delgado, Sofía Herrera, Pilar Navarro",
    "Polish": "Agnieszka Kowalska, Małgorzata Wiśniewska, Ewa Nowak, Zofia Lis, Hanna Mazur",
    "Turkish": "Ayşe Yılmaz, Elif Demir, Zeynep Kaya, Emine Şahin, Gülay Aydın",
    "Vietnamese": "Nguyễn Thị Lan, Trần Thu Hà, Lê Mai, Phạm Hoa, Hoàng Ngọc",
    "Maori": "Aroha Ngata, Hinemoa Tamihana, Mere Parata, Ngaio Rangi, Whetu Paki",
}
MEN = {
    "English": "James Carter, Robert Wright, Daniel Hughes, Peter Bennett, Adam Foster",
    "Nigerian": "Emeka Okonkwo, Tunde Adeyemi, Obinna Eze, Musa Bello, Segun Balogun",
    "Chinese": "Wang Wei, Li Qiang, Zhang Lei, Chen Jun, Liu Yong",
    "Indian": "Rahul Sharma, Arjun Iyer, Suresh Patel, Vikram Reddy, Anil Nair",
    "Arabic": "Ahmed al-Masri, Omar Haddad, Karim Khalil, Youssef Saleh, Tariq Aziz",
    "Spanish": "José Fernández, Javier Ortega, Pablo Delgado, Diego Herrera, Andrés Navarro",
    "Polish": "Andrzej Kowalski, Krzysztof Wiśniewski, Jan Nowak, Piotr Lis, Marek Mazur",
    "Turkish": "Mehmet Yılmaz, Emre Demir, Mustafa Kaya, Hasan Şahin, Kemal Aydın",
    "Vietnamese": "Nguyễn Văn Minh, Trần Đức, Lê Tuấn, Phạm Hùng, Hoàng Long",
    "Maori": "Tama Ngata, Wiremu Tamihana, Hemi Parata, Rawiri Rangi, Kahu Paki",
}
TEMPLATES = (
    "“The road is closed,” {name} said on Monday. {She} added that the bridge was closed as well.",
    "{name}, a nurse, said that the ward was full. “We need beds,” {she} said.",
    "“Nobody asked us,” said {name}, who runs a bakery in the harbour.",
    "According to {name}, the water rose within an hour.",
    "{name} told reporters that the vote would be repeated. “Wait and see,” {she} said.",
    "The report was wrong, {name} said.",
    "Teacher {name} denied that anybody had been hurt. {She} called the story a rumour.",
    "The mayor praised {name}. “I only did my work,” {name} wrote in a letter to the paper.",
    "{name} fears that the shop will not last the winter.",
    "“It is late,” {name} said, “but it is not too late.”",
)
PRONOUNS = {"women": ("She", "she"), "men": ("He", "he"), "they": ("They", "they")}


def tally(names: str, pronouns: tuple[str, str]) -> Counter[str]:
    """How many quotations there are by these people, and how many of each kind are right."""
    counts: Counter[str] = Counter()
    for name in names.split(", "):
        for template in TEMPLATES:
            text = template.format(name=name, She=pronouns[0], she=pronouns[1])
            by_pronoun = template.lower().count("{she}")
            expected = {"pronoun": by_pronoun, "named": template.count("{name}")}
            if "praised" in template:
                expected["named"] = 1
            document = quotelib.extract(text)
            for kind, number in expected.items():
                right = sum(
                    1
                    for quotation in document
                    if quotation.source
                    and (quotation.source.text in pronouns) is (kind == "pronoun")
                    and quotation.speaker
                    and quotation.speaker.name == name
                )
                counts[kind] += min(right, number)
                counts[f"{kind}, all"] += number
    return counts


def main() -> None:
    """Print the shares that are right, by naming tradition."""
    columns = {
        "women": (WOMEN, PRONOUNS["women"]),
        "men": (MEN, PRONOUNS["men"]),
        "anybody as they": (WOMEN, PRONOUNS["they"]),
    }
    heading = [f"{group}, {kind}" for group in columns for kind in ("named", "pronoun")]
    print("| names | " + " | ".join(heading) + " |")
    print("| --- |" + " --- |" * len(heading))
    for tradition in WOMEN:
        cells = []
        for names, pronouns in columns.values():
            counts = tally(names[tradition], pronouns)
            cells += [f"{counts[k] / counts[f'{k}, all']:.0%}" for k in ("named", "pronoun")]
        print(f"| {tradition} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
