"""Reading: from files that hundreds of hands wrote to a Campaign, or to findings."""
