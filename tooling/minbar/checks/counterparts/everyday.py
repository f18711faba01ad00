"""Names of places that are words of every day too: «الجديدة» is El Jadida, and any new school.

Such a name counts only behind a word that says what it is: مدينة الجديدة, la ville d’El Jadida. The list is that
of Morocco's communes, read one by one (RGPH 2024), with what is usual elsewhere.
"""

_ARABIC = """
    أحلاف أداي أضار أفرا أملو أملن أقا إفران البرج البروج البهاليل البيبان الجبيلات الجديدة الجرف الحاجب الحدادة
    الحمام الحمراء الحوز الخروب الخنك الداخلة الدورة الدير الدشرة الرتب الرتبة الركادة الريش الزيتون الساحل
    السعيدات السهول السواكن السواني السويسي السيفا الشرق الشعراء الشكران الشلالات الشوافع الصباب الصهريج الطاح الطاوس
    الطايفة العاطف العامرية العيون الغربية الغوازي الغيات الفداء الفقراء الفيض القباب القصيبة القصيبية
    الكارة المحبس المخاليف المدينة المربوح المرس المرسى المساعدة المضيق المعادنة المعاريف المكانسة الملاليين المنارة
    المناصرة المنزل المنزلة المنزه المنصورة المواريد النخيل النزالة النعيمة النقوب النواصر النيف الهيادنة الواد
    الوادين الوطية الولجة الويدان الشمال الجنوب الغرب الوسط المركز السلام النور الوحدة النصر الأمل الفتح الحرية الاتحاد
    النهضة الكرامة التقدم الوفاق المسيرة الرياض الحي القصر السوق الجبل الوادي النهر البحر الصحراء
    برادية بطانة بومية تابية تابيا تاهلة تقي تندين تكاط ثكنة جابرية جذور حرارة حسان حصين
    حطان حوزة خلفية خزامة رحالة رسلان رياح ريما زايدة زوادة زعرورة سايس سعادة سلفات سلوان سنادة شراط شهدة صباح
    صفصاف عامر عزابة عياشة عليين غسات فاصك فيفي كرامة كفايت كير كيسان ماسة متوح مجاط مجي مداغ مديونة مريجة مشرك
    مصابح مطران معتركة مكرس ملعب مليلة منيع مهدية ميات نكا هلالة وجان ودكة لحضر لقصير لكفاف لمعاشات لمهادي لمهارة
    لوطا لولاد لبيار لغدير لعوينات لعونات لمباركيين لمشرك
"""
_FRENCH = """
    Oriental Médina Sahel Hassan Naima Rima Rislane Saada Sabbah Zaida Zinat Fifi Riah Issen Isly Asni Aday Adar
    Massa Taifa Hilala Mansoura Souissi Nord Sud Centre Est Ouest Union Victoire Paix Liberté Renaissance Palmeraie
    Plage Port Gare Corniche Kasbah Jdour Zag Tah Saka Guir Smia
"""
EVERYDAY = frozenset((*_ARABIC.split(), *_FRENCH.split()))

_LEADING = """
    مدينه جماعه اقليم عماله جهه مقاطعه بلديه قضاء محافظه ولايه معتمديه
    ville commune province prefecture region arrondissement municipalite gouvernorat caza mohafazat delegation
    city town county district
"""
LEADING = frozenset(_LEADING.split())
"""Words that say what the name behind them is, folded as `lexicon.letters` folds."""

LINKING = frozenset(("de", "d", "du", "des", "l", "la", "le", "of", "the"))
"""Words that may stand between one of these and the name."""

_ARTICLES = "al el er es et ed en ez ech l la le les d de du des m n ou"
ARTICLES = frozenset(_ARTICLES.split())
"""What stands beside the words of a name in Latin letters and tells nothing of it."""
